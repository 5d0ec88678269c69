/** All that the search and the installation depend on; this machine unless told. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  home: string;
  /** Paths to look at before those of PATH. */
  fixed: string[];
  isRoot: boolean;
}

export declare function findChromium(machine?: Machine): string | null;
export declare function ensureChromium(machine?: Machine): string;
