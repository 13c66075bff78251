/**
 * Constructs to exclude from the checks, such as a third-party construct.
 */
export interface ConstructExclusion {
  /**
   * The path of the constructs, such as `MyStack/ThirdParty`. Everything in them is excluded too.
   *
   * `*` matches any characters of an ID, `**` any number of IDs.
   */
  readonly pathPattern: string;

  /**
   * The reason for the exclusion, which reports show.
   */
  readonly reason: string;
}
