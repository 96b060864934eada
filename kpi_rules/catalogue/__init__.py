"""What can be measured: tables, measures, KPIs, holidays, and a workspace's own."""
