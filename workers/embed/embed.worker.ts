import { serve } from '../serve.ts';
import { embedApi } from './embed.ts';

serve(embedApi);
