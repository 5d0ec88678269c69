import { serve } from '../serve.ts';
import { classifyApi } from './classify.ts';

serve(classifyApi);
