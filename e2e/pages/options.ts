// Options of an open list by their word; a mark beside the word may say it once more.
import type { Locator, Page } from '@playwright/test'

export const optionNamed = (page: Page, word: string): Locator => page.getByRole('option', { name: new RegExp(`^(${word} )?${word}$`) })
