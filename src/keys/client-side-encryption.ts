/**
 * The client-side encryption operations that a grantee can perform.
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
   * The operations that the grantee can perform.
   *
   * @default ClientSideEncryptionAccess.READ_WRITE
   */
  readonly access?: ClientSideEncryptionAccess;

  /**
   * The encryption context pairs that the grantee's client must specify, in addition to the pair that it adds itself.
   *
   * @default - no required pairs; the grantee's client can specify any
   */
  readonly encryptionContext?: { readonly [name: string]: string };
}
