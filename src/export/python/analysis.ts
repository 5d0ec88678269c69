import type { ExplainParams } from '../../cells/explain/params.ts';
import type { NoteParams } from '../../cells/note/params.ts';
import { dataCellOf } from '../../engine/frame.ts';
import { type CellDocument, findCell, type NotebookDocument } from '../../notebook/document.ts';
import { dependencyGraph } from '../../notebook/graph.ts';
import { cellsInSteps } from '../../notebook/selection-refs.ts';
import type { ExportSource } from '../export-source.ts';
import { partMarkdown } from '../markdown-text.ts';
import { cellParts } from '../sections/cell-parts.ts';
import { clusterBlock } from './cluster-block.ts';
import { cutBlock, passingOf } from './cut-block.ts';
import { dataBlock } from './data-block.ts';
import { deriveBlock } from './derive-block.ts';
import { embedBlock } from './embed-block.ts';
import { CURVES, EXPRESSIONS } from './expression.ts';
import { flagBlock } from './flag-block.ts';
import { py, pyComment } from './literal.ts';
import { plotBlock } from './plot-block.ts';
import { CLUSTERING, EXPLAINING, FEATURES, IMPORTS, PLOTTING, READING, SELECTING } from './prelude.ts';
import { selectionLines } from './selection.ts';

/** One cell of the exported analysis. */
export interface Block {
  type: 'markdown' | 'code';
  text: string;
}

const TABLES = `# By cell of the notebook: its own columns; all that an embedding can read; what it is embedded by;
# the quantities that tell populations apart.
tables, readable, features, quantities = {}, {}, {}, {}

# By cell of cuts: the rows that pass them. By cell of flags: the flags that stand.
passing, flags = {}, {}

# By cell that embeds: what it embedded, how to embed it again, and the planes that were drawn again.
matrices, again, planes = {}, {}, {}`;

/** Most notebooks fit no curves of their own, and their scripts do without. */
const CURVE_CALL = /\b(?:residual_sigma|running_quantile)\(/;

/**
 * The notebook as steps in Python, in running order: pandas reads, umap-learn embeds, scikit-learn clusters. What
 * cannot be said in Python stands as a comment in its place.
 */
export function analysisBlocks(source: ExportSource): Block[] {
  const { document } = source;
  const blocks: Block[] = [
    { type: 'markdown', text: headText(source) },
    { type: 'code', text: '' },
    { type: 'code', text: TABLES },
  ];
  const prelude = blocks[1];
  for (const cell of inRunningOrder(document)) {
    if (cell.kind === 'note') {
      blocks.push({ type: 'markdown', text: (cell.params as unknown as NoteParams).text });
      continue;
    }
    blocks.push({ type: 'code', text: `${pyComment(titleOf(cell))}\n${codeOf(source, cell)}` });
  }
  const selections = selectionsText(source);
  if (selections !== null) blocks.push({ type: 'code', text: selections });
  const labels = labelsText(source);
  if (labels !== null) blocks.push({ type: 'code', text: labels });
  const curves = blocks.some(({ type, text }) => type === 'code' && CURVE_CALL.test(text)) ? [CURVES] : [];
  prelude.text = [
    ...[IMPORTS, READING, EXPRESSIONS, ...curves],
    ...[FEATURES, CLUSTERING, SELECTING, EXPLAINING, PLOTTING],
  ].join('\n\n\n');
  return blocks;
}

/** A cell that reads one further down, such as an embedding of what later cuts leave, comes after it. */
function inRunningOrder(document: NotebookDocument): CellDocument[] {
  const { order, blocked } = dependencyGraph(document);
  return [...order, ...blocked].flatMap((id) => findCell(document, id) ?? []);
}

function titleOf({ title, kind, id }: CellDocument): string {
  return `${title} (${kind} cell ${id})`;
}

function codeOf(source: ExportSource, cell: CellDocument): string {
  switch (cell.kind) {
    case 'data':
      return dataBlock(source, cell);
    case 'derive':
      return deriveBlock(source, cell);
    case 'embed':
      return embedBlock(source, cell);
    case 'cluster':
      return clusterBlock(source, cell);
    case 'plot':
      return plotBlock(source, cell);
    case 'explain':
      return explainText(source, cell);
    case 'cut':
      return cutBlock(source, cell);
    case 'flag':
      return flagBlock(source, cell);
    case 'classify':
    case 'compare':
    case 'reality':
      return toldText(source, cell);
    default:
      return pyComment(`Outcrop has no Python for ${cell.kind} cells; this one is left out.`);
  }
}

/** What Outcrop found where Python does not compute it again. */
function toldText(source: ExportSource, cell: CellDocument): string {
  const parts = cellParts(source, cell);
  if (parts.length === 0) return '# It has no result.';
  return pyComment(`Not computed again here. Outcrop found:\n\n${parts.map(partMarkdown).join('\n\n')}`);
}

function headText({ document, app, made }: ExportSource): string {
  return `# ${document.title.replaceAll(/\s+/g, ' ')}

Exported from Outcrop ${app} on ${made.toISOString().slice(0, 10)}. It redoes the analysis with pandas and scikit-learn,
in the plane that Outcrop drew, which is in here: clusters and selections come out as in Outcrop, and the agreement is
printed. Beside it umap-learn draws a plane of its own from the same columns, parameters and seed. No two planes are
alike: what is far apart in one may touch in the other, so look which clusters are there again.`;
}

function explainText(source: ExportSource, cell: CellDocument): string {
  const { of, against } = cell.params as unknown as ExplainParams;
  const data = dataCellOf(source.document, cell);
  if (!of || data === null) return '# No population was chosen.';
  const total = `len(tables[${py(data)}])`;
  const passes = passingOf(cell);
  return [
    pyComment(`${of.name} against ${against?.name ?? 'all other events'}`),
    ...selectionLines(source, of.steps, 'inside', total),
    ...(against ? selectionLines(source, against.steps, 'outside', total) : ['outside = ~inside']),
    ...(passes === null ? [] : [`inside, outside = inside & ${passes}, outside & ${passes}`]),
    `print(set_apart(inside, outside & ~inside, ${py(data)}, quantities[${py(data)}]).head(10))`,
  ].join('\n');
}

function selectionsText(source: ExportSource): string | null {
  const { selections, selection, cells } = source.document;
  const all = [
    ...selections.map(({ name, steps }) => ({ name, steps })),
    ...(selection.length > 0 ? [{ name: 'current selection', steps: selection }] : []),
  ];
  if (all.length === 0) return null;
  const lines = ['# Selections, as masks over the rows.', 'selections = {}'];
  for (const { name, steps } of all) {
    const [cell] = cellsInSteps(steps).flatMap((id) => cells.find((c) => c.id === id) ?? []);
    const data = cell ? dataCellOf(source.document, cell) : cells.find(({ kind }) => kind === 'data')?.id;
    if (!data) {
      lines.push(pyComment(`${name}: its columns are not in the notebook`));
      continue;
    }
    lines.push(
      ...selectionLines(source, steps, 'mask', `len(tables[${py(data)}])`),
      `selections[${py(name)}] = mask`,
      `print(${py(name)}, mask.sum(), "events")`,
    );
  }
  return lines.join('\n');
}

function labelsText({ document }: ExportSource): string | null {
  const cluster = document.cells.findLast(({ kind }) => kind === 'cluster');
  if (!cluster || cluster.inputs.embed === undefined) return null;
  const plane = `tables[${py(cluster.inputs.embed)}]`;
  return `# row,x,y,label as in labels.csv of Outcrop, and the label in the plane of umap-learn where it was asked.
found = ${plane}[["UMAP 1", "UMAP 2"]].set_axis(["x", "y"], axis=1)
found["label"] = tables[${py(cluster.id)}]["cluster"]
if "umap-learn" in tables[${py(cluster.id)}]:
    found["umap-learn"] = tables[${py(cluster.id)}]["umap-learn"]
found.to_csv("labels-from-python.csv", index_label="row")`;
}
