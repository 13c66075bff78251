/** The type of a condition key's value, as AWS documents it. */
export type ConditionKeyType = 'ARN' | 'ArrayOfString' | 'Bool' | 'Date' | 'IPAddress' | 'Numeric' | 'String';
