/** A date or a time of the W3C's profile of ISO 8601; a time may lack its zone. */
const DATE_AND_TIME = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * The point in time that a date condition speaks of, in seconds since 1970: a date, or those seconds themselves. Four
 * digits are a year.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function instant(value: string): number | undefined {
  const written = DATE_AND_TIME.exec(value);
  if (written === null) { return /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined; }
  const [, , , time, , , zone] = written;
  const milliseconds = Date.parse(time !== undefined && zone === undefined ? `${value}Z` : value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
