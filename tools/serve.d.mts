export interface StaticServer {
  /** With the base, ending in `/`. */
  url: string;
  port: number;
  close(): Promise<void>;
}
export declare function startServer(options: {
  root: string;
  port?: number;
  host?: string;
  base?: string;
  isolated?: boolean;
  csp?: boolean;
  /** Origins that `remote` may fetch from; null: no such place. */
  allow?: string[] | null;
}): Promise<StaticServer>;
