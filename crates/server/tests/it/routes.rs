mod operations;
