import { serve } from '../serve.ts';
import { createClassifyApi } from './classify.ts';

serve(createClassifyApi(async (backend) => (await import('./tfjs/start-tfjs.ts')).startTfjs(backend)));
