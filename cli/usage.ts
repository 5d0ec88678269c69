import { CLUSTER_METHODS, CLUSTER_SELECTIONS, CLUSTER_SPACES } from '../src/core/cluster/clustering.ts';
import { EMBED_METHODS } from '../src/core/embed/embedding.ts';
import { PRESETS } from '../src/core/simulate/run.ts';
import { type CommandName, EXPORT_FORMATS } from './arguments.ts';

const SIMULATE = `outcrop simulate --out FILE [--preset NAME] [--events N] [--seed N] [--reprocessed]
  writes a simulated commissioning run, with its hidden truth column
  --out FILE       run.parquet or run.csv
  --preset NAME    ${PRESETS.join(', ')} (${PRESETS[0]})
  --events N       how many (20000)
  --seed N         the same seed gives the same run (1)
  --reprocessed    the same events after the pulse finder was mended, to compare with those of before`;

const EXPLORE = `outcrop explore FILE... --out DIR [options]
  embeds, clusters and explains a table of reduced quantities; several files with the same columns are one table
  --out DIR        gets result.json, labels.csv and report.html
  --allow ORIGIN   a FILE may be an address of this origin, such as https://data.example.org; may be repeated
  --features a,b   embed these columns (those that Outcrop proposes)
  --table NAMES    the table to read of files with several, such as Events (several, with commas, go side by side)
  --truth COLUMN   compare the clusters with this column; it is never a feature
  --seed N         the same seed gives the same clusters (1)
  --threads N      at most so many threads
  --embed NAME     ${EMBED_METHODS.join(', ')} (${EMBED_METHODS[0]})
  --sample N       fit a stratified sample of N rows and place the rest among them (all rows are fitted)
  --cluster NAME   ${CLUSTER_METHODS.join(', ')} (${CLUSTER_METHODS[0]})
  --space NAME     distances of the clusters: ${CLUSTER_SPACES.join(', ')} (${CLUSTER_SPACES[0]}); columns are the features as scaled
  --eps X          of dbscan (by the knee of the distances to the nearest)
  --min-samples N  (by the number of events)
  --min-cluster-size N, --selection ${CLUSTER_SELECTIONS.join('|')}, --selection-epsilon X   of hdbscan`;

const RUN = `outcrop run NOTEBOOK --out DIR [options]
  runs a saved notebook (.outcrop.json); data that it names is looked for beside it; classifiers are trained by
  Outcrop's own trainer, also where the notebook asks for TensorFlow.js, which runs in browsers only
  --out DIR        gets result.json, labels.csv of the last clustering, report.html, and the notebook with its results on record
  --data FILE      take this file in place of the data that the notebook names; of several data cells
                   --data NAME=FILE for each that shall change, NAME being its title or id; several for one are one table
  --check          tell what is not as it was saved; exit code 1 where something drifted
  --export LIST    also write notebook.py, .ipynb or .md (with figures/): some of ${EXPORT_FORMATS.join(',')}
  --threads N      at most so many threads`;

const ALL = `usage: npm run -s outcrop -- COMMAND
Outcrop without a browser. All data stays on this computer.

${EXPLORE}

${SIMULATE}

${RUN}

exit codes: 0 done, 1 failed (one line on stderr says why), 2 wrong usage`;

export function usageOf(command: CommandName | null): string {
  if (command === null) return ALL;
  return `usage: ${{ simulate: SIMULATE, explore: EXPLORE, run: RUN }[command]}`;
}
