import { type App, type Environment, Stack } from 'aws-cdk-lib';
import { ACCOUNT, REGION } from '../support/concrete';

/** The account and Region of most specimens, an account of a partner, and another Region. */
export const HOME = { account: ACCOUNT, region: REGION };
export const PARTNER_ACCOUNT = '444455556666';
export const PARTNER = { account: PARTNER_ACCOUNT, region: REGION };
export const ABROAD = { account: ACCOUNT, region: 'eu-central-1' };

/** Where a specimen is built: an app of its own. */
export class Places {
  constructor(readonly app: App, private readonly home: Environment | undefined = HOME) {}

  /** The stack that most specimens need. */
  get stack(): Stack {
    return this.app.node.tryFindChild('Stack') as Stack | undefined ?? this.at('Stack', this.home);
  }

  /** Another stack in the same place. */
  beside(id: string): Stack { return this.at(id, this.home); }

  /** A stack in another account or Region. */
  at(id: string, env: Environment | undefined): Stack { return new Stack(this.app, id, { env }); }
}

/** One way to use the library, as a user would. */
export type Specimen = (places: Places) => void;

/** Specimens by what they show. */
export interface Specimens { readonly [title: string]: Specimen }
