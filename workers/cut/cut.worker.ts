import { serve } from '../serve.ts';
import { cutApi } from './cut.ts';

serve(cutApi);
