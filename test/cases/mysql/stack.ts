import { type App, MySql, Size, Stack, Image, Workload } from 'cdk8s-compose';

export const description = 'A MySQL server with two databases, their users, a script of its own and a nightly backup.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const mysql = new MySql(stack, 'mysql', { storage: Size.gibibytes(10), initScripts: { '10-orders.sql': 'CREATE TABLE shop.orders (id INT PRIMARY KEY);\n' } });
  const shop = mysql.addDatabase('shop');
  const stock = mysql.addDatabase('stock_items', { user: 'stock' });
  mysql.addBackup({ storage: Size.gibibytes(20) });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { DATABASE_URL: shop.url('mysql+pymysql'), STOCK_URL: stock.jdbcUrl(), STOCK_USER: stock.user, STOCK_PASSWORD: stock.password },
  });
  return stack;
}
