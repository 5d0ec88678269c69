import { toProblemData } from '../src/core/problem.ts';
import { type Command, parseCommand, UsageError } from './arguments.ts';
import { createProgressLine } from './progress-line.ts';
import { usageOf } from './usage.ts';

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage. */
async function main(args: string[]): Promise<number> {
  let command: Command;
  try {
    command = parseCommand(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`outcrop: ${error.message}\n${usageOf(error.command)}`);
    return 2;
  }
  if (command.command === 'help') {
    console.log(usageOf(command.about));
    return 0;
  }

  // Loaded by what needs it: help and wrong usage are answered at once, and no command loads another's parts.
  const [{ createJobs }, { createNodeSpawn }, { shareMemory }, { sendFileBlobs }] = await Promise.all([
    import('../src/engine/jobs.ts'),
    import('../src/engine/node/spawn-node.ts'),
    import('../src/engine/node/share-memory.ts'),
    import('../src/engine/node/file-blob.ts'),
  ]);
  shareMemory();
  sendFileBlobs();
  const entry = new URL(/* @vite-ignore */ 'job-worker.js', import.meta.url);
  const threads = command.command === 'simulate' ? undefined : (command.threads ?? undefined);
  const jobs = createJobs(createNodeSpawn(entry, threads));
  const line = createProgressLine(process.stderr);
  try {
    if (command.command === 'run') {
      const { run } = await import('./run.ts');
      const { summary, failure } = await run(command, jobs, line.progress);
      line.clear();
      console.log(summary);
      if (failure !== null) console.error(`outcrop: ${inOneLine(failure)}`);
      return failure === null ? 0 : 1;
    }
    const summary =
      command.command === 'simulate'
        ? await (await import('./simulate.ts')).simulate(command, jobs, line.progress)
        : await (await import('./explore.ts')).explore(command, jobs, line.progress);
    line.clear();
    console.log(summary);
    return 0;
  } catch (error) {
    line.clear();
    const { code, message } = toProblemData(error);
    console.error(`outcrop: ${inOneLine(message)}`);
    // What is no Problem is a fault of Outcrop; its place helps to mend it.
    if (code === 'internal' && process.env.OUTCROP_DEBUG) console.error(error);
    return 1;
  } finally {
    jobs.close();
  }
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

process.exitCode = await main(process.argv.slice(2));
