import type Electron from 'electron'

const unavailable = (): never => {
  throw new Error('Error while encrypting: the stand-in offers no encryption')
}

/** Encryption by the desktop's keyring: not offered, so that the app's own way without it is what runs. */
export const safeStorage: Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> = {
  isEncryptionAvailable: () => false,
  encryptString: unavailable,
  decryptString: unavailable,
}
