import type { Column, TextColumn } from '../table/column.ts';
import { eachSet, loadNumbers } from './column-blocks.ts';
import type { CallNode, Expression } from './expression.ts';
import type { CurveOf } from './fit-curves.ts';
import { RUNNING_FUNCTIONS } from './functions.ts';
import type { Operations } from './operations.ts';
import { applyCurves } from './running-blocks.ts';
import { compareTexts } from './text-blocks.ts';
import {
  chooseTruths,
  FALSE,
  finiteNumbers,
  missingNumbers,
  missingTruths,
  sameTruths,
  TRUE,
  type TruthOperation,
} from './truth-blocks.ts';

/** Where an operation gave no value though its operands had one. */
export interface Undefined {
  /** Such as `log10` or `/`. */
  operation: string;
  /** Place in the text. */
  at: number;
  rows: number;
}

export interface Program {
  /** Does rows base to base + n; `result` then holds them, `absent` the rows where a column that is read has no value. */
  run(base: number, n: number): void;
  /** After a block with results that are not defined: counts the operations that are to blame for them. */
  blame(): void;
  result: { type: 'number'; block: Float64Array } | { type: 'truth'; block: Uint8Array };
  absent: Uint8Array;
  undefined: Undefined[];
  operations: Operations;
}

type Numbers = { type: 'number'; block: Float64Array; kept: boolean };
type Truths = { type: 'truth'; block: Uint8Array; kept: boolean };
type Texts = { type: 'text'; of: TextColumn | string };
type Operand = Numbers | Truths | Texts;
type Step = (base: number, n: number) => void;

/**
 * A checked expression as a chain of loops over blocks: each column is loaded once a block, constants are blocks filled
 * once, and blocks no longer needed are used again, so that memory does not grow with the table.
 */
export function compileProgram(
  expression: Expression,
  columnNamed: (name: string) => Column,
  curveOf: CurveOf,
  operations: Operations,
): Program {
  const steps: Step[] = [];
  const freeNumbers: Float64Array[] = [];
  const freeTruths: Uint8Array[] = [];
  const loaded = new Map<string, Numbers | Texts>();
  const undefinedRows: Undefined[] = [];
  /** Of the block that was done last. */
  const inBlock: number[] = [];
  const absent = operations.truthBlock();

  const numbers = (): Numbers => ({
    type: 'number',
    block: freeNumbers.pop() ?? operations.numberBlock(),
    kept: false,
  });
  const truths = (): Truths => ({
    type: 'truth',
    block: freeTruths.pop() ?? operations.truthBlock(),
    kept: false,
  });
  const release = (...operands: Operand[]): void => {
    for (const operand of operands) {
      if (operand.type === 'text' || operand.kept) continue;
      if (operand.type === 'number') freeNumbers.push(operand.block);
      else freeTruths.push(operand.block);
    }
  };

  function number(node: Expression): Numbers {
    return compile(node) as Numbers;
  }

  function compile(node: Expression): Operand {
    switch (node.type) {
      case 'number':
        return constant(node.value);
      case 'text':
        return { type: 'text', of: node.value };
      case 'constant': {
        if (node.name === 'true' || node.name === 'false') {
          const block = operations.truthBlock().fill(node.name === 'true' ? TRUE : FALSE);
          return { type: 'truth', block, kept: true };
        }
        return constant({ pi: Math.PI, inf: Number.POSITIVE_INFINITY, missing: Number.NaN }[node.name]);
      }
      case 'column':
        return column(node.name);
      case 'negate':
        return unary('negate', number(node.operand), '-', node.at);
      case 'not':
        return truthUnary(compile(node.operand) as Truths);
      case 'arithmetic': {
        const { left, right, operator, at } = node;
        if (operator === '^' && right.type === 'number' && right.value === 2) {
          return unary('square', number(left), '^', at);
        }
        return binary(operator, number(left), number(right), operator, at);
      }
      case 'comparison':
        return comparison(node.operator, compile(node.left), compile(node.right));
      case 'logic': {
        const operation = node.operator === '&&' ? operations.and : operations.or;
        const a = compile(node.left) as Truths;
        const b = compile(node.right) as Truths;
        return truthBinary(operation, a, b);
      }
      case 'call':
        return RUNNING_FUNCTIONS.has(node.name) ? running(node) : call(node.name, node.arguments, node.at);
    }
  }

  function constant(value: number): Numbers {
    return { type: 'number', block: operations.numberBlock().fill(value), kept: true };
  }

  function column(name: string): Numbers | Texts {
    const known = loaded.get(name);
    if (known) return known;
    const source = columnNamed(name);
    let operand: Numbers | Texts;
    if (source.type === 'text') {
      operand = { type: 'text', of: source };
      const { missing } = source;
      if (missing) steps.push((base, n) => eachSet(missing, base, n, (i) => (absent[i] = 1)));
    } else {
      const block = operations.numberBlock();
      const whole = source.type === 'int32' || source.type === 'int64';
      operand = { type: 'number', block, kept: true };
      steps.push((base, n) => {
        loadNumbers(block, source, base, n);
        if (source.missing !== null || !whole) operations.mark(absent, block, n);
      });
    }
    loaded.set(name, operand);
    return operand;
  }

  /** Counts the rows where a step's result is not defined. No step writes over its own operands. */
  function watched(operation: string, at: number, out: Numbers, a: Numbers, b: Numbers, step: Step): void {
    const found: Undefined = { operation, at, rows: 0 };
    const place = undefinedRows.push(found) - 1;
    steps.push((base, n) => {
      step(base, n);
      inBlock[place] = operations.countUndefined(out.block, a.block, b.block, n);
    });
  }

  function unary(name: string, a: Numbers, operation: string, at: number): Numbers {
    const apply = operations.unary.get(name)!;
    const out = numbers();
    watched(operation, at, out, a, a, (_, n) => apply(out.block, a.block, n));
    release(a);
    return out;
  }

  function binary(name: string, a: Numbers, b: Numbers, operation: string, at: number): Numbers {
    const apply = operations.binary.get(name)!;
    const out = numbers();
    watched(operation, at, out, a, b, (_, n) => apply(out.block, a.block, b.block, n));
    release(a, b);
    return out;
  }

  function truthUnary(a: Truths): Truths {
    const out = truths();
    steps.push((_, n) => operations.not(out.block, a.block, n));
    release(a);
    return out;
  }

  function truthBinary(operation: TruthOperation, a: Truths, b: Truths): Truths {
    const out = truths();
    steps.push((_, n) => operation(out.block, a.block, b.block, n));
    release(a, b);
    return out;
  }

  function comparison(operator: string, a: Operand, b: Operand): Truths {
    if (a.type === 'number' && b.type === 'number') {
      const compare = operations.compare.get(operator)!;
      const out = truths();
      steps.push((_, n) => compare(out.block, a.block, b.block, n));
      release(a, b);
      return out;
    }
    let same: Truths;
    if (a.type === 'text' && b.type === 'text') {
      same = truths();
      const { block } = same;
      const compare = compareTexts(a.of, b.of);
      steps.push((base, n) => compare(block, base, n));
    } else same = truthBinary(sameTruths, a as Truths, b as Truths);
    return operator === '==' ? same : truthUnary(same);
  }

  function call(name: string, given: readonly Expression[], at: number): Operand {
    switch (name) {
      case 'where':
        return choice(compile(given[0]) as Truths, compile(given[1]), compile(given[2]));
      case 'ismissing':
        return missing(compile(given[0]));
      case 'isfinite': {
        const a = number(given[0]);
        const out = truths();
        steps.push((_, n) => finiteNumbers(out.block, a.block, n));
        release(a);
        return out;
      }
      case 'clip': {
        const raised = binary('max', number(given[0]), number(given[1]), name, at);
        return binary('min', raised, number(given[2]), name, at);
      }
    }
    if (operations.unary.has(name)) return unary(name, number(given[0]), name, at);
    const [first, ...rest] = given;
    return rest.reduce<Numbers>((left, right) => binary(name, left, number(right), name, at), number(first));
  }

  function running(node: CallNode): Numbers {
    const [y, x, by = x] = node.arguments.map((part) => number(part));
    const out = numbers();
    const apply = applyCurves(curveOf(node));
    // The curve itself needs a place alone; a row without y has one too, but for a residual.
    const a = node.name === 'running_quantile' ? x : y;
    watched(node.name, node.at, out, a, x, (_, n) => apply(out.block, a.block, x.block, by.block, n));
    release(...new Set([y, x, by]));
    return out;
  }

  function choice(when: Truths, a: Operand, b: Operand): Operand {
    if (a.type === 'number' && b.type === 'number') {
      const out = numbers();
      steps.push((_, n) => operations.choose(out.block, when.block, a.block, b.block, n));
      release(when, a, b);
      return out;
    }
    const [yes, no] = [a as Truths, b as Truths];
    const out = truths();
    steps.push((_, n) => chooseTruths(out.block, when.block, yes.block, no.block, n));
    release(when, yes, no);
    return out;
  }

  function missing(a: Operand): Truths {
    const out = truths();
    if (a.type === 'number') steps.push((_, n) => missingNumbers(out.block, a.block, n));
    else if (a.type === 'truth') steps.push((_, n) => missingTruths(out.block, a.block, n));
    else {
      const bits = typeof a.of === 'string' ? null : a.of.missing;
      steps.push((base, n) => {
        out.block.fill(FALSE, 0, n);
        if (bits) eachSet(bits, base, n, (i) => (out.block[i] = TRUE));
      });
    }
    release(a);
    return out;
  }

  const result = compile(expression) as Numbers | Truths;
  return {
    run(base, n) {
      absent.fill(0);
      for (const step of steps) step(base, n);
    },
    blame() {
      for (const [place, found] of undefinedRows.entries()) found.rows += inBlock[place];
    },
    result,
    absent,
    undefined: undefinedRows,
    operations,
  };
}
