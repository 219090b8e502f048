"""What passwords look like and which words stand around them, in nine languages."""
