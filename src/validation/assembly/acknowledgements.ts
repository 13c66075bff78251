/** An acknowledgement: the name that it gives the rule, and why. */
export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
}

/** The findings that somebody has acknowledged in a CDK app, with a reason. */
export class Acknowledgements {
  static readonly NONE = new Acknowledgements();

  private readonly byConstruct = new Map<string, Map<string, string>>();
  private readonly byResource = new Map<string, string>();

  /** For a construct and all below it. */
  addForConstruct(constructPath: string, id: string, reason: string): void {
    const ids = this.byConstruct.get(constructPath) ?? new Map<string, string>();
    this.byConstruct.set(constructPath, ids.set(id, reason));
  }

  addForResource(templateFile: string, logicalId: string, id: string, reason: string): void {
    this.byResource.set(resourceIdentity(templateFile, logicalId, id), reason);
  }

  /**
   * The acknowledgement of a finding; that of the closest construct.
   *
   * @param ids The id of the rule, then its former ones: they count where the finding is not acknowledged under the first.
   */
  find(ids: readonly string[], templateFile: string, logicalId: string, constructPath: string | undefined): Acknowledgement | undefined {
    for (const id of ids) {
      const reason = this.reason(id, templateFile, logicalId, constructPath);
      if (reason !== undefined) { return { id, reason }; }
    }
    return undefined;
  }

  private reason(id: string, templateFile: string, logicalId: string, constructPath: string | undefined): string | undefined {
    for (let path = constructPath; path !== undefined; path = parentOf(path)) {
      const reason = this.byConstruct.get(path)?.get(id);
      if (reason !== undefined) { return reason; }
    }
    return this.byResource.get(resourceIdentity(templateFile, logicalId, id));
  }
}

function parentOf(path: string): string | undefined {
  if (path === '') { return undefined; }
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function resourceIdentity(...parts: string[]): string {
  return JSON.stringify(parts);
}
