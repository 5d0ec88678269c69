import { browserCrew } from '../crew/browser-crew.ts';
import { serve } from '../serve.ts';
import { createRealityApi } from './reality.ts';

serve(createRealityApi(browserCrew()));
