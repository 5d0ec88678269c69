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
}): Promise<StaticServer>;
