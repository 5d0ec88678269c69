import { describe, expect, it } from 'vitest';
import { createRng } from '../../core/random/rng.ts';
import type { Role } from '../../core/table/column.ts';
import type { Frame, FrameColumn } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { chooseColor } from './color-choice.ts';
import { plotInput } from './plot-input.ts';
import { newPlot, suitablePlots } from './plots-of.ts';

const ROWS = 50;

function column(cell: string, name: string, role: Role, more: Partial<FrameColumn> = {}): FrameColumn {
  const rng = createRng(1);
  const values = Float64Array.from({ length: ROWS }, () => rng.normal());
  return {
    ref: `${cell}:${name}`,
    cell,
    from: cell,
    column: { name, unit: null, role, type: 'float64', values, missing: null },
    isEmbedding: false,
    isCluster: false,
    isDerived: false,
    ...more,
  };
}

function frameOf(columns: FrameColumn[]): Frame {
  return { dataCell: 'd', rows: ROWS, columns, find: (ref) => columns.find((found) => found.ref === ref) };
}

const data = [
  column('d', 'id', 'id'),
  column('d', 't', 'time'),
  ...['a', 'b', 'c', 'e', 'f'].map((name) => column('d', name, 'feature')),
];
const plane = ['UMAP 1', 'UMAP 2'].map((name) => column('u', name, 'label', { isEmbedding: true }));
const clusters = ['k1', 'k2'].map((cell) => column(cell, 'cluster', 'label', { isCluster: true }));
const raw = frameOf(data);
const full = frameOf([...data, ...plane, ...clusters]);
const unknown = { quantities: {} } as DataResult;

describe('the plots of data that nobody knows', () => {
  it('are a scatter of two quantities and histograms of four', () => {
    const plots = suitablePlots(raw, unknown);
    expect(plots.map(({ type, x, y }) => [type, x.column, y.column])).toEqual([
      ['scatter', 'd:a', 'd:b'],
      ['histogram', 'd:a', null],
      ['histogram', 'd:b', null],
      ['histogram', 'd:c', null],
      ['histogram', 'd:e', null],
    ]);
    expect(new Set(plots.map(({ id }) => id)).size).toBe(plots.length);
  });

  it('stay beside the plane once there is one, in the colours of the clusters', () => {
    const plots = suitablePlots(full, unknown);
    expect(plots.map(({ id }) => id).slice(0, 3)).toEqual(['plane', 'scatter', 'histogram-1']);
    expect(plots[1].color).toEqual({ by: 'cluster', column: 'k1:cluster' });
  });

  it('give way to those of the method where quantities are known', () => {
    const known = { quantities: { x: 'a', y: 'b' } } as DataResult;
    expect(suitablePlots(raw, known).map(({ id }) => id)).toEqual(['x-y']);
  });

  it('are histograms alone where there is one quantity', () => {
    const plots = suitablePlots(frameOf([data[0], data[2]]), unknown);
    expect(plots.map(({ type }) => type)).toEqual(['histogram']);
  });
});

describe('a plot that is added', () => {
  it('has two different quantities where it is a scatter, and a time where it is a rate', () => {
    expect(newPlot('scatter', [], full)).toMatchObject({
      id: 'plot1',
      x: { column: 'd:a' },
      y: { column: 'd:b' },
    });
    expect(newPlot('rate', [], full)!.x.column).toBe('d:t');
    expect(newPlot('histogram', [], full)).toMatchObject({ x: { column: 'd:a' }, y: { column: null } });
  });

  it('is refused where the data has not columns enough', () => {
    expect(newPlot('scatter', [], frameOf([data[0], data[2]]))).toBeNull();
    expect(newPlot('histogram', [], frameOf([data[0]]))).toBeNull();
  });
});

describe('the choice of colours', () => {
  const [embedding, scatter] = suitablePlots(full, unknown);

  it('takes a measured axis for a column, else the first quantity, never the clusters', () => {
    expect(chooseColor('column', scatter, full)).toEqual({ by: 'column', column: 'd:b' });
    expect(chooseColor('column', embedding, full)).toEqual({ by: 'column', column: 'd:a' });
    const chosen = { ...scatter, color: { by: 'column', column: 'd:e' } as const };
    expect(chooseColor('column', chosen, full).column).toBe('d:e');
  });

  it('keeps the clusters that are shown, else takes the first', () => {
    const second = { ...scatter, color: { by: 'cluster', column: 'k2:cluster' } as const };
    expect(chooseColor('cluster', second, full).column).toBe('k2:cluster');
    expect(chooseColor('cluster', newPlot('scatter', [], full)!, full).column).toBe('k1:cluster');
    expect(chooseColor('plain', second, full)).toEqual({ by: 'plain', column: null });
  });
});

describe('the label of a column', () => {
  const { label } = plotInput(newPlot('scatter', [], full)!, full, null, 'light');

  it('tells clusters, and columns that wait for a cell from those that the data lacks', () => {
    expect(label('k2:cluster').isCluster).toBe(true);
    expect(label('d:gone')).toMatchObject({ name: 'gone', isComputed: false });
    expect(label('u9:UMAP 1')).toMatchObject({ name: 'UMAP 1', isComputed: true });
  });
});
