import { type Samples, samplesOf } from './samples.ts';

export interface Contestant {
  name: string;
  /** How often it runs; a dear one less often than others. */
  runs: number;
  /** @param round 0.. @returns seconds; null where it cannot run here, which ends its part. */
  run(round: number): Promise<number | null>;
}

/** Lets contestants run by turns, so that a busy spell of the machine meets all of them. */
export async function interleave(
  contestants: readonly Contestant[],
  tell: (line: string) => void,
): Promise<Record<string, Samples>> {
  const times = new Map<string, number[]>();
  const out = new Set<string>();
  const rounds = Math.max(...contestants.map(({ runs }) => runs));
  for (let round = 0; round < rounds; round++) {
    for (const { name, runs, run } of contestants) {
      if (round >= runs || out.has(name)) continue;
      const seconds = await run(round);
      if (seconds === null) out.add(name);
      else {
        tell(`${name} ${seconds.toPrecision(3)} s`);
        times.set(name, [...(times.get(name) ?? []), seconds]);
      }
    }
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, samplesOf(values)]));
}
