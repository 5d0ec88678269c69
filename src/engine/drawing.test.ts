import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createRasterApi } from '../../workers/raster/raster.ts';
import { serve } from '../../workers/serve.ts';
import { createRng } from '../core/random/rng.ts';
import { bitsFrom } from '../core/table/bits.ts';
import { viewOf } from '../plots/axis.ts';
import { cloudHere } from '../plots/cloud.ts';
import { CloudPainter } from '../plots/cloud-painter.ts';
import { exampleInput } from '../plots/example-columns.ts';
import type { PlotInput, PlotSpec } from '../plots/plot.ts';
import { plotKindOf, plotKinds } from '../plots/registry.ts';
import { createDrawing } from './drawing.ts';
import { createJobs } from './jobs.ts';
import { nodeEndpoint } from './node/node-endpoint.ts';
import type { Spawn } from './spawn.ts';

/** The code of the worker across a real channel, anew with each start. */
class Workers {
  started = 0;
  private ends: (() => void)[] = [];
  private die: (reason: string) => void = () => undefined;

  readonly spawn: Spawn = () => {
    this.started++;
    const { port1, port2 } = new MessageChannel();
    serve(createRasterApi(), { endpoint: nodeEndpoint(port1) });
    const end = (): void => {
      port1.close();
      port2.close();
    };
    this.ends.push(end);
    return {
      endpoint: nodeEndpoint(port2),
      terminate: end,
      onDeath: (listener) => {
        this.die = listener;
      },
    };
  };

  /** Ends the present one as an uncaught error would. */
  kill(): void {
    this.ends.at(-1)?.();
    this.die('it was killed by the test');
  }

  stop(): void {
    for (const end of this.ends) end();
  }
}

const { spec } = plotKindOf('scatter').example('light');
const input = exampleInput('light');
const colors: PlotSpec['color'][] = [
  { by: 'plain', column: null },
  { by: 'density', column: null },
  { by: 'cluster', column: 'cluster:cluster' },
  { by: 'column', column: 'data:s1_tba' },
  { by: 'column', column: 'data:origin' },
];

it('gives the same models and the same pixels as this thread', async () => {
  const own = new Workers();
  const jobs = createJobs(own.spawn);
  const figure = createDrawing(jobs).open();
  for (const kind of plotKinds) {
    const { spec, input } = kind.example('dark');
    const { model, cloud } = await figure.draw(spec, input);
    const here = kind.encode(spec, input);
    expect({ ...model, clusterLabels: null }).toEqual({ ...here, points: null, clusterLabels: null });
    expect(cloud === null).toBe(here.points === null);
  }
  for (const color of colors) {
    for (const selected of [null, input.selected, bitsFrom(input.rows, () => true)]) {
      const now: PlotInput = { ...input, selected };
      const { model, cloud } = await figure.draw({ ...spec, color }, now);
      const here = plotKindOf('scatter').encode({ ...spec, color }, now);
      const own = cloudHere(here, new CloudPainter())!;
      const view = viewOf(model.frame.x, model.frame.y, 300, 200);
      const picture = (await cloud!.paint(view, 2))!;
      const wanted = own.paint(view, 2);
      expect(Buffer.compare(Buffer.from(picture.pixels.buffer), Buffer.from(wanted.pixels.buffer))).toBe(0);
      expect([picture.inside, picture.peak]).toEqual([wanted.inside, wanted.peak]);
      const some = Int32Array.of(5, 0, 117);
      expect(await cloud!.pick(some)).toEqual(own.pick(some));
      const rng = createRng(3);
      for (let trial = 0; trial < 20; trial++) {
        const at: [number, number] = [300 * rng.uniform(), 200 * rng.uniform()];
        const found = await cloud!.nearest(view, 1, ...at, 8);
        expect(found).toBe(own.nearest(view, 1, ...at, 8));
        if (found !== null) expect(cloud!.placeOf(found)).toEqual(own.placeOf(found));
      }
    }
  }
  jobs.close();
  own.stop();
});

it('draws on in a new worker where one died, whatever was under way', async () => {
  const own = new Workers();
  const jobs = createJobs(own.spawn);
  const drawing = createDrawing(jobs);
  const figures = [drawing.open(), drawing.open()];
  const [{ model, cloud }, other] = await Promise.all(figures.map((figure) => figure.draw(spec, input)));
  const view = viewOf(model.frame.x, model.frame.y, 300, 200);
  const before = (await cloud!.paint(view, 1))!;
  own.kill();
  const after = (await cloud!.paint(view, 1))!;
  expect(own.started).toBe(2);
  expect(Buffer.compare(Buffer.from(after.pixels.buffer), Buffer.from(before.pixels.buffer))).toBe(0);

  const underWay = [cloud!.paint(view, 1), other.cloud!.paint(view, 1), figures[1].draw(spec, input)];
  await new Promise((resolve) => setImmediate(resolve));
  own.kill();
  const [first, replaced, again] = await Promise.all(underWay);
  expect(first).toHaveProperty('inside', before.inside);
  expect(replaced).toBeNull();
  expect(again).toHaveProperty('model.counts', model.counts);
  expect(own.started).toBe(3);
  jobs.close();
  own.stop();
});

it('says so where the worker dies again and again', async () => {
  const own = new Workers();
  const jobs = createJobs((job) => {
    const handle = own.spawn(job);
    setImmediate(() => own.kill());
    return handle;
  });
  const figure = createDrawing(jobs).open();
  await expect(figure.draw(spec, input)).rejects.toThrow('the raster worker died: it was killed by the test');
  expect(own.started).toBe(2);
  own.stop();
});

it('answers for the latest drawing of a figure only, and sends a column once', async () => {
  const own = new Workers();
  const jobs = createJobs(own.spawn);
  const asked: string[] = [];
  const counted = {
    ...jobs,
    run: ((job, call, ask) =>
      jobs.run(job, call, (api) =>
        ask(
          new Proxy(api, {
            get(target, name) {
              asked.push(String(name));
              return Reflect.get(target, name);
            },
          }),
        ),
      )) as typeof jobs.run,
  };
  const drawing = createDrawing(counted);
  const figures = [drawing.open(), drawing.open()];
  const old = await figures[0].draw(spec, input);
  await figures[1].draw(spec, input);
  const view = viewOf(old.model.frame.x, old.model.frame.y, 300, 200);
  const next = await figures[0].draw(spec, { ...input, selected: null });
  expect(await old.cloud!.paint(view, 1)).toBeNull();
  expect(await next.cloud!.paint(view, 1)).not.toBeNull();
  const sent = asked.filter((name) => name === 'keepColumn').length;
  // x, y, and the clusters by their column.
  expect(sent).toBeLessThanOrEqual(4);
  figures[0].close();
  await figures[1].draw(spec, input);
  expect(asked.filter((name) => name === 'dropColumns')).toHaveLength(0);
  expect(asked.filter((name) => name === 'keepColumn')).toHaveLength(sent);
  figures[1].close();
  expect(asked.filter((name) => name === 'dropColumns').length).toBeLessThanOrEqual(1);
  jobs.close();
  own.stop();
});
