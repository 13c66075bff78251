import { Identity } from './identity';

/** An `AWS::IAM::User` of the app with its policies, but for those of its groups. */
export class User extends Identity {
  /** Whether it has policies of groups besides. */
  get hasGroups(): boolean {
    return this.resource.read('Groups') !== undefined;
  }
}
