import type { Vocabulary } from './vocabulary-word.ts';

/** PandaX event tables: q for charge, w for width, h for height, T and B for the arrays. */
export const PANDAX: Vocabulary = {
  name: 'PandaX',
  generic: /^(?:dt|runN(?:o|umber)|eventN(?:o|umber))$/i,
  words: [
    ['runN(?:o|umber)', 'id', null, 'run_id'],
    ['eventN(?:o|umber)', 'id', null, 'event_id'],
    ['qS([12])', 'area', 'PE', 's$1_area'],
    ['qS([12])C(?:orr)?', 'corrected', 'PE', 's$1_area_corrected'],
    ['qS[12](?:T|B)', 'array', 'PE'],
    ['qS([12])max', 'height', 'PE', 's$1_max_channel'],
    ['wS([12])(?:CDF|10|50|90|TenMax)?', 'width', null, 's$1_width'],
    ['hS([12])', 'height', null, 's$1_height'],
    ['(?:tba|asy)S([12])', 'asymmetry', '', 's$1_tba'],
    ['n(?:PMT|Hit|Hits|Peak)S([12])', 'count', ''],
    ['([xyz])S2\\w*', 'position', null],
    ['dt', 'drift', null, 'drift_time'],
  ],
};
