/**
 * Metrics for the similarity of two vectors.
 */
export enum VectorDistanceMetric {
  /** Cosine distance: based on the cosine of the angle between the vectors. */
  COSINE = 'cosine',

  /** Euclidean distance: the straight-line distance between the vectors. */
  EUCLIDEAN = 'euclidean',
}
