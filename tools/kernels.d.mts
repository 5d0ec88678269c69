export declare function ensureKernels(): Promise<void>;
