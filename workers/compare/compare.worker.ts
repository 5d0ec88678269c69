import { browserCrew } from '../crew/browser-crew.ts';
import { serve } from '../serve.ts';
import { createCompareApi } from './compare.ts';

serve(createCompareApi(browserCrew()));
