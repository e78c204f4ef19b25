GRANT SELECT ON `astron\_console`.* TO 'workflow'@'%';
