/**
 * Constructs whose findings don't matter, such as those of a third-party construct.
 */
export interface ConstructExclusion {
  /**
   * The path of the constructs, such as `MyStack/ThirdParty`. Everything in them is excluded, too.
   *
   * `*` stands for any characters of an ID, `**` for any number of IDs.
   */
  readonly pathPattern: string;

  /**
   * Why the findings don't matter. Reports show it.
   */
  readonly reason: string;
}
