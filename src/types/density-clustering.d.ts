declare module 'density-clustering' {
  export class DBSCAN {
    /** Indices of points that began as noise; a cluster may hold some of them. */
    noise: number[];
    /** Clusters as indices into the data. A neighbour is nearer than epsilon; minPts counts the point itself. */
    run<T>(data: T[], epsilon: number, minPts: number, distance?: (a: T, b: T) => number): number[][];
  }
}
