/**
 * How similar two vectors are.
 */
export enum VectorDistanceMetric {
  /** The cosine of the angle between them. */
  COSINE = 'cosine',

  /** Their straight-line distance. */
  EUCLIDEAN = 'euclidean',
}
