import { serve } from '../serve.ts';
import { deriveApi } from './derive.ts';

serve(deriveApi);
