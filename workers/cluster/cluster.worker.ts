import { serve } from '../serve.ts';
import { clusterApi } from './cluster.ts';

serve(clusterApi);
