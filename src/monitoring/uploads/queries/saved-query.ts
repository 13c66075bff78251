/** A query of CloudWatch Logs Insights over CloudTrail's events. */
export interface SavedQuery {
  readonly name: string;
  readonly id: string;
  /** What counts. */
  readonly filters: string[];
  /** By what it is counted. */
  readonly by: string[];
}
