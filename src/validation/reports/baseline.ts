import * as fs from 'fs';
import { type Report, ReportedStatus, type ResolvedFinding } from './report';
import { InputError } from '../assembly';
import { Severity } from '../rules';

/** The version of the form of JSON reports, which baselines are. */
export const JSON_VERSION = 2;

/** No report of what can be checked is larger. */
const LARGEST_MB = 400;

const RANK: { readonly [severity: string]: number } = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.INFO]: 2 };

interface JsonMap { readonly [name: string]: unknown }

// docs/decisions/0098
/** What a former report has found and nobody has acknowledged. */
export class Baseline {
  /**
   * @param name How messages call the file.
   * @throws InputError
   */
  static read(file: string, name: string): Baseline {
    const failure = (what: string) => new InputError(`${name}: the baseline cannot be read: ${what}. Fix: create one with --format json or --update-baseline.`);
    let text: string;
    try {
      const stats = fs.statSync(file);
      // What is no file may never end.
      if (!stats.isFile()) { throw failure('it isn\'t a file'); }
      if (stats.size > LARGEST_MB * 1024 * 1024) { throw failure(`the file is larger than ${LARGEST_MB} MB`); }
      text = fs.readFileSync(file, 'utf8');
    } catch (error) {
      if (error instanceof InputError) { throw error; }
      const { code, message } = error as NodeJS.ErrnoException;
      throw failure(code === 'ENOENT' ? 'the file doesn\'t exist' : message);
    }
    return Baseline.parse(text, name);
  }

  /** What a report has found in this run. */
  static of({ findings, templates }: Pick<Report, 'findings' | 'templates'>): Baseline {
    const entries = findings.filter(({ status }) => status !== ReportedStatus.ACKNOWLEDGED).flatMap((finding): ResolvedFinding[] => {
      const { template, logicalId, constructPath, property, message } = finding;
      return [finding, ...finding.also].map(({ rule, severity, fingerprint }) => (
        { rule: rule.name, severity, template: template.path, logicalId, constructPath, property, message, fingerprint }
      ));
    });
    return new Baseline(entries, new Set(templates.map(({ path }) => path)));
  }

  /**
   * @param text A JSON report of this library.
   * @param name How messages call it.
   * @throws InputError
   */
  static parse(text: string, name: string): Baseline {
    const failure = (what: string) => new InputError(`${name}: the file isn't a baseline: ${what}. Fix: create one with --format json or --update-baseline.`);
    let json: unknown;
    try {
      json = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch (error) {
      throw failure(`it isn't valid JSON: ${(error as Error).message.slice(0, 200)}`);
    }
    if (!isMap(json) || !Array.isArray(json.findings) || !Array.isArray(json.templates)) { throw failure('it isn\'t a JSON report of cdk-s3-encryption'); }
    if (json.version !== JSON_VERSION) { throw failure(`it is a report of version ${shown(json.version)}, and baselines have version ${JSON_VERSION}`); }
    const textAt = (map: unknown, member: string, where: string): string => {
      const value = isMap(map) && Object.hasOwn(map, member) ? map[member] : undefined;
      if (typeof value !== 'string') { throw failure(`${where}.${member} is ${shown(value)}, not a string`); }
      return value;
    };
    const severityAt = (map: unknown, where: string): Severity => {
      const value = textAt(map, 'severity', where);
      if (!Object.hasOwn(RANK, value)) { throw failure(`${where}.severity is ${shown(value)}`); }
      return value as Severity;
    };
    const listAt = (map: unknown, member: string, where: string): readonly unknown[] => {
      const value = isMap(map) ? map[member] : undefined;
      if (!Array.isArray(value)) { throw failure(`${where}.${member} is ${shown(value)}, not a list`); }
      return value;
    };
    const templates = new Set(json.templates.map((one: unknown, i) => textAt(one, 'path', `templates.${i}`)));
    const entries = json.findings.flatMap((finding: unknown, i): ResolvedFinding[] => {
      const where = `findings.${i}`;
      const [rule, message] = [textAt(finding, 'rule', where), textAt(finding, 'message', where)];
      const severity = severityAt(finding, where);
      if (textAt(finding, 'status', where) === 'acknowledged') { return []; }
      return listAt(finding, 'resources', where).flatMap((resource, j): ResolvedFinding[] => {
        const place = `${where}.resources.${j}`;
        const constructPath = isMap(resource) && typeof resource.constructPath === 'string' ? resource.constructPath : undefined;
        const [template, logicalId] = [textAt(resource, 'template', place), textAt(resource, 'logicalId', place)];
        const entry = { rule, severity, template, logicalId, constructPath, property: textAt(resource, 'property', place), message };
        const also = isMap(resource) && resource.also !== undefined ? listAt(resource, 'also', place) : [];
        return [
          { ...entry, fingerprint: textAt(resource, 'fingerprint', place) },
          ...also.map((one, k) => ({
            ...entry,
            rule: textAt(one, 'rule', `${place}.also.${k}`),
            severity: severityAt(one, `${place}.also.${k}`),
            fingerprint: textAt(one, 'fingerprint', `${place}.also.${k}`),
          })),
        ];
      });
    });
    return new Baseline(entries, templates);
  }

  private constructor(private readonly entries: readonly ResolvedFinding[], private readonly templates: ReadonlySet<string>) {}

  compared(): Comparison { return new Comparison(this.entries, this.templates); }
}

/** A baseline against the findings of one run. */
export class Comparison {
  private readonly open = new Map<string, ResolvedFinding[]>();
  private templatesNow: ReadonlySet<string> = new Set();

  constructor(private readonly entries: readonly ResolvedFinding[], private readonly templates: ReadonlySet<string>) {
    for (const entry of entries) {
      const those = this.open.get(entry.fingerprint);
      if (those) { those.push(entry); } else { this.open.set(entry.fingerprint, [entry]); }
    }
  }

  /** @param paths Of the templates of this run. */
  over(paths: ReadonlySet<string>): this {
    this.templatesNow = paths;
    return this;
  }

  /**
   * Whether a finding is known. Each finding of the baseline makes one known: that of the same template, or that of a template
   * which is not there any more, in a template which was not there.
   *
   * @param fingerprints Under each name of the rule.
   */
  knows(fingerprints: readonly string[], template: string, severity: Severity): boolean {
    for (const fingerprint of fingerprints) {
      const those = this.open.get(fingerprint) ?? [];
      const fitting = those.filter((entry) => (
        this.templates.has(template) ? entry.template === template : !this.templatesNow.has(entry.template)
      ));
      // The least severe that is severe enough: what became worse is new, and yet not resolved.
      const severe = fitting.filter((one) => RANK[one.severity] <= RANK[severity]).sort((a, b) => RANK[b.severity] - RANK[a.severity]);
      const entry = severe[0] ?? fitting[0];
      if (entry) {
        those.splice(those.indexOf(entry), 1);
        return RANK[entry.severity] <= RANK[severity];
      }
    }
    return false;
  }

  /** What is left once all findings were asked about. */
  resolved(): readonly ResolvedFinding[] {
    const left = new Set([...this.open.values()].flat());
    return this.entries.filter((entry) => left.has(entry));
  }
}

function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value).slice(0, 80);
}
