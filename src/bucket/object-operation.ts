/**
 * The S3 object operations, as far as they differ in how they specify encryption.
 */
export enum ObjectOperation {
  /** `PutObject`. */
  PUT = 'PUT',

  /** `CopyObject`, with the bucket as the destination. */
  COPY = 'COPY',

  /** `POST` from an HTML form, which specifies encryption in form fields instead of headers. */
  POST = 'POST',

  /** `CreateMultipartUpload`, which specifies the encryption of all parts. */
  CREATE_MULTIPART_UPLOAD = 'CREATE_MULTIPART_UPLOAD',

  /** `UploadPart` and `UploadPartCopy`. */
  UPLOAD_PART = 'UPLOAD_PART',

  /** `CompleteMultipartUpload`. */
  COMPLETE_MULTIPART_UPLOAD = 'COMPLETE_MULTIPART_UPLOAD',

  /** `GetObject`. */
  GET = 'GET',

  /** `HeadObject`. */
  HEAD = 'HEAD',
}
