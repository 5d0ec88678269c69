import { serve } from '../serve.ts';
import { createInspectApi } from './inspect.ts';

// It keeps what it was given, so its answers are copied.
serve(createInspectApi(), { keepsResults: true });
