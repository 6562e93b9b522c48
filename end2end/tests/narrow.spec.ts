import { CRIMINAL_RECORD, sendCriminalRecord } from '../support/dossier';
import { test } from '../support/test';
import { expectToFit } from '../support/viewport';

test.use({ viewport: { width: 320, height: 640 } });

test('nothing is wider than the narrowest telephone', async ({ page, signedIn: _ }) => {
  const number = await sendCriminalRecord(page, 1);
  for (const address of [
    '/',
    '/thu-tuc?q=khai+sinh&level=commune',
    `/thu-tuc/${CRIMINAL_RECORD}`,
    '/dang-ky',
    '/dang-ky/cong-dan',
    '/dang-ky/cong-dan/thue-bao-di-dong',
    '/dang-nhap',
    '/dang-nhap/dvc-quoc-gia',
    '/dang-nhap/dvc-quoc-gia/tai-khoan',
    '/dieu-khoan',
    `/nop-ho-so/${CRIMINAL_RECORD}`,
    `/ho-so/${number}`,
    `/ho-so/${number}/thanh-toan`,
    '/tai-khoan',
    '/tai-khoan?giao-dich=1',
    '/giao-dich',
  ]) {
    await page.goto(address);
    await expectToFit(page, 320, address);
  }
});
