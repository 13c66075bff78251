/**
 * What somebody may do with objects that are encrypted before they reach S3.
 */
export enum ClientSideEncryptionAccess {
  /** Decrypt objects. */
  READ = 'READ',

  /** Encrypt objects. */
  WRITE = 'WRITE',

  /** Encrypt and decrypt objects. */
  READ_WRITE = 'READ_WRITE',
}

/**
 * Options of `EncryptionKey.grantClientSideEncryption()`.
 */
export interface ClientSideEncryptionOptions {
  /**
   * What the grantee may do.
   *
   * @default ClientSideEncryptionAccess.READ_WRITE
   */
  readonly access?: ClientSideEncryptionAccess;

  /**
   * Pairs of encryption context that the grantee's client has to give besides its own.
   *
   * @default - none: the grantee's client may give any
   */
  readonly encryptionContext?: { readonly [name: string]: string };
}
