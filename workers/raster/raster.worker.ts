import { serve } from '../serve.ts';
import { rasterApi } from './raster.ts';

serve(rasterApi);
