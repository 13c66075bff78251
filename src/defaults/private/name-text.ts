/**
 * A value of a template as a text with holes, in which the same expression reads the same wherever it stands: in a name, and in an
 * ARN with that name.
 */
export function nameText(value: unknown): string {
  if (typeof value !== 'object' || value === null) { return String(value); }
  const [[name, argument] = [], ...others] = Object.entries(value) as [string, unknown][];
  if (others.length > 0) { return JSON.stringify(value); }
  switch (name) {
    case 'Ref': return hole(argument);
    case 'Fn::GetAtt': return hole(Array.isArray(argument) ? argument.join('.') : argument);
    case 'Fn::Join': return joined(argument) ?? JSON.stringify(value);
    case 'Fn::Sub': return Array.isArray(argument) ? substituted(argument) : nameText(argument);
    default: return JSON.stringify(value);
  }
}

/** The names that a text can mean: as such, in an ARN, in a URI, or in a domain name, each with or without a path. */
export function namesIn(text: string): string[] {
  const [, behindArn] = /:s3:::([^/]*)/.exec(text) ?? [];
  const [, behindScheme] = /^s3[an]?:\/\/([^/]*)/.exec(text) ?? [];
  const [place] = text.split('/');
  return [behindArn, behindScheme, place, place.replace(/\.s3[.-].*$/, '')].filter((name) => name !== undefined);
}

function hole(reference: unknown): string {
  return `\${${String(reference)}}`;
}

function joined(argument: unknown): string | undefined {
  const [delimiter, parts] = Array.isArray(argument) ? argument as unknown[] : [];
  return Array.isArray(parts) ? parts.map(nameText).join(String(delimiter)) : undefined;
}

function substituted([text, variables]: readonly unknown[]): string {
  return String(text).replace(/\$\{([^${}!]+)\}/g, (written, name: string) => (
    Object.hasOwn((variables ?? {}) as object, name) ? nameText((variables as { readonly [name: string]: unknown })[name]) : written
  ));
}
