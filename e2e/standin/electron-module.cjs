'use strict'

// CommonJS, and one assignment a line, so that `import { app } from 'electron'` finds the names too: Node reads them
// from this text before it runs. The values are those of electron-module.ts.
const standIn = globalThis[Symbol.for('electron stand-in')]

exports.app = standIn.app
exports.BrowserWindow = standIn.BrowserWindow
exports.clipboard = standIn.clipboard
exports.ClipboardItem = standIn.ClipboardItem
exports.dialog = standIn.dialog
exports.ipcMain = standIn.ipcMain
exports.Menu = standIn.Menu
exports.MenuItem = standIn.MenuItem
exports.nativeImage = standIn.nativeImage
exports.nativeTheme = standIn.nativeTheme
exports.Notification = standIn.Notification
exports.powerMonitor = standIn.powerMonitor
exports.protocol = standIn.protocol
exports.safeStorage = standIn.safeStorage
exports.screen = standIn.screen
exports.session = standIn.session
exports.shell = standIn.shell
exports.Tray = standIn.Tray
exports.utilityProcess = standIn.utilityProcess
exports.webContents = standIn.webContents
