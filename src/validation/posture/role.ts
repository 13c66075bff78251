import { Identity } from './identity';

/** An `AWS::IAM::Role` of the app with its policies. */
export class Role extends Identity {}
