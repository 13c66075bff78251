/**
 * What a short form stands for: `!Ref X` for `{ "Ref": "X" }`, `!Join` for `Fn::Join`, and so on for every function there
 * is or will be.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function writtenOut(tag: string, value: unknown): unknown {
  const name = tag.slice(1);
  switch (name) {
    case 'Ref':
    case 'Condition':
      return { [name]: value };
    case 'GetAtt':
      return { 'Fn::GetAtt': typeof value === 'string' ? resourceAndAttribute(value) : value };
    default:
      return { [`Fn::${name}`]: value };
  }
}

/** `!GetAtt Nested.Outputs.Arn`: the first dot divides. */
function resourceAndAttribute(text: string): unknown {
  const dot = text.indexOf('.');
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}
