import { serve } from '../serve.ts';
import { writeApi } from './write.ts';

serve(writeApi);
