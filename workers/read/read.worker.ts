import { serve } from '../serve.ts';
import { readApi } from './read.ts';

serve(readApi);
