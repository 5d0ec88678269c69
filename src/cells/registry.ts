import { classifyKind } from './classify/kind.ts';
import { clusterKind } from './cluster/kind.ts';
import { compareKind } from './compare/kind.ts';
import type { CellKind } from './contract.ts';
import { cutKind } from './cut/kind.ts';
import { dataKind } from './data/kind.ts';
import { deriveKind } from './derive/kind.ts';
import { embedKind } from './embed/kind.ts';
import { explainKind } from './explain/kind.ts';
import { flagKind } from './flag/kind.ts';
import { noteKind } from './note/kind.ts';
import { plotKind } from './plot/kind.ts';
import { realityKind } from './reality/kind.ts';
import { taskKind } from './task/kind.ts';

/** Every kind of cell, in the order of the menu that adds them. One line each; views are in views.ts. */
export const cellKinds: Map<string, CellKind> = new Map(
  [
    noteKind,
    dataKind,
    deriveKind,
    embedKind,
    clusterKind,
    plotKind,
    explainKind,
    classifyKind,
    realityKind,
    compareKind,
    flagKind,
    cutKind,
    taskKind,
  ].map((kind) => [kind.kind, kind as CellKind]),
);

/** Those that people add by hand. */
export const offeredKinds: readonly CellKind[] = [...cellKinds.values()].filter(
  ({ offered }) => offered !== false,
);
