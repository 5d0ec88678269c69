import { browserCrew } from '../crew/browser-crew.ts';
import { serve } from '../serve.ts';
import { browserLimits } from './browser-limits.ts';
import { createEmbedApi } from './embed.ts';

serve(createEmbedApi(browserCrew(), browserLimits()));
