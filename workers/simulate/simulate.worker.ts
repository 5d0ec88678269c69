import { serve } from '../serve.ts';
import { simulateApi } from './simulate.ts';

serve(simulateApi);
