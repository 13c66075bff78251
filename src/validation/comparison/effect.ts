/** What a change does to the protection of data. */
export enum Effect {
  /** Less is encrypted, denied, logged or kept than before, or somebody is allowed more. */
  WEAKER = 'weaker',
  STRONGER = 'stronger',
  /** Neither is more than the other: another key, another destination. */
  OTHER = 'other',
  /** It is known at deployment only, or too complex to be searched. */
  UNDETERMINED = 'undetermined',
}

/** From what a reviewer has to see first. */
export const EFFECTS: readonly Effect[] = [Effect.WEAKER, Effect.UNDETERMINED, Effect.OTHER, Effect.STRONGER];
